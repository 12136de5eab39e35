/* The bytes of value_tables.bin as constant data; why in this way, resource_types.S tells. */
    .section .rodata
    .globl value_table_data
    .hidden value_table_data
    .type value_table_data, %object
value_table_data:
    .incbin "spec/value_tables.bin"
    .size value_table_data, . - value_table_data

    .section .note.GNU-stack, "", %progbits
