/* The bytes of iam_actions.bin as constant data; why in this way, resource_types.S tells. */
    .section .rodata
    .globl iam_action_data
    .hidden iam_action_data
    .type iam_action_data, %object
iam_action_data:
    .incbin "spec/iam_actions.bin"
    .size iam_action_data, . - iam_action_data

    .section .note.GNU-stack, "", %progbits
