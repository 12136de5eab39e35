/* The bytes of resource_types.bin as constant data. An assembler can take in a file as it is; C17 can
 * only say it as an array, which for these bytes is six times as much text and takes compilers
 * seconds. Works alike in the static and the shared library, and with sanitizers: the data holds no
 * addresses, so nothing has to be relocated. */
    .section .rodata
    .balign 16
    .globl resource_type_data
    .hidden resource_type_data
    .type resource_type_data, %object
resource_type_data:
    .incbin "spec/resource_types.bin"
    .size resource_type_data, . - resource_type_data

    .section .note.GNU-stack, "", %progbits
