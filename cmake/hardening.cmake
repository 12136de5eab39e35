# What makes mistakes in memory hard to use for an attack, as far as the compiler, the linker and the
# processor know it. docs/robustness.md says what each does and costs.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)

set(SAMC_HARDENED ON)

# Distributions that set a lower level get this one. Compilers and C libraries that do not know level 3
# take the highest they have.
add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3) # as options, which keep their order

# They are linked with, too, since with link-time optimisation that is when code is made.
foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
        -mbranch-protection=standard)
  string(MAKE_C_IDENTIFIER "SAMC_HAS${flag}" known)
  check_c_compiler_flag(${flag} ${known}) # the last two are for one kind of processor each
  if(${known})
    add_compile_options(${flag})
    add_link_options(${flag})
  endif()
endforeach()

# The program is loaded at any address, and what the loader has filled in cannot be written to after.
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)
foreach(flag -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code)
  string(MAKE_C_IDENTIFIER "SAMC_LINKS${flag}" known)
  check_linker_flag(C ${flag} ${known})
  if(${known})
    add_link_options(${flag})
  endif()
endforeach()
