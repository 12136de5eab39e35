# The pages of docs/rules as constant data of the program: an assembler file that takes them in, one after
# the other with a zero byte behind each (cli/rule_pages.h). Variable rule_pages_source becomes its path.
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/rules/*.md)
set(rule_pages_source ${PROJECT_BINARY_DIR}/rule_pages.S)
set(text "    .section .rodata\n    .globl rule_page_data\n    .hidden rule_page_data\nrule_page_data:\n")
foreach(page ${pages})
  string(APPEND text "    .incbin \"${page}\"\n    .byte 0\n")
endforeach()
string(APPEND text "    .globl rule_page_end\n    .hidden rule_page_end\nrule_page_end:\n"
                   "    .section .note.GNU-stack, \"\", %progbits\n")
file(CONFIGURE OUTPUT ${rule_pages_source} CONTENT "${text}" @ONLY)
set_source_files_properties(${rule_pages_source} PROPERTIES OBJECT_DEPENDS "${pages}")

# An object library of its own, since source properties do not cross folders.
add_library(samc_rule_pages OBJECT ${rule_pages_source})
