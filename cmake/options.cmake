# How everything is compiled. The presets (CMakePresets.json) are the usual combinations.

option(SAMC_DEVELOPMENT "Warnings are errors" OFF)
option(SAMC_CHECKS "Register the checks of the sources (tests/checks) with ctest" OFF)
option(SAMC_FUZZ "Build the fuzzers (needs clang)" OFF)
option(SAMC_COVERAGE "Instrument for coverage" OFF)
set(SAMC_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Headers of libraries are imported as system headers, so these are about our code alone.
add_compile_definitions(_GNU_SOURCE)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wvla -Wwrite-strings
                    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>)
if(SAMC_DEVELOPMENT)
  add_compile_options(-Werror)
endif()

# A library that is named but not used costs start-up time.
add_link_options(-Wl,--as-needed)

# Where the program's tables hold addresses, as a map of bits: a hundredth of the bytes to go through.
# Linkers have this before the C libraries that read it, so both are asked.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  include(CheckCSourceCompiles)
  include(CheckLinkerFlag)
  check_linker_flag(C -Wl,-z,pack-relative-relocs SAMC_LINKER_PACKS_RELOCATIONS)
  check_c_source_compiles("#include <features.h>
    #if !__GLIBC_PREREQ(2, 36)
    #error \"too old\"
    #endif
    int main(void) { return 0; }" SAMC_LOADER_READS_PACKED_RELOCATIONS)
  if(SAMC_LINKER_PACKS_RELOCATIONS AND SAMC_LOADER_READS_PACKED_RELOCATIONS)
    add_link_options(-Wl,-z,pack-relative-relocs)
  endif()
endif()

if(SAMC_FUZZ)
  if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "SAMC_FUZZ needs clang: cmake --preset fuzz, or CC=clang")
  endif()
  set(SAMC_SANITIZE "address,undefined")
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(SAMC_SANITIZE)
  add_compile_options(-fsanitize=${SAMC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  set(SAMC_INSTRUMENTATION -fsanitize=${SAMC_SANITIZE})
  add_compile_definitions(SAMC_ARENA_DEBUG)
endif()
if(SAMC_COVERAGE)
  add_compile_options(--coverage -fprofile-update=atomic)
  set(SAMC_INSTRUMENTATION --coverage)
endif()
add_link_options(${SAMC_INSTRUMENTATION})

# Hardening, in what is optimised and not instrumented; tests/checks/hardening.sh looks for it in the
# program and the library. Sanitizers see more without it, and _FORTIFY_SOURCE would hide calls from them.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT SAMC_INSTRUMENTATION)
  include(cmake/hardening.cmake)
endif()

# Link-time optimisation, in Release, with gcc: its objects can hold ordinary code as well, so that the
# tests link in an instant and only what is installed pays for the optimisation.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU"
   AND NOT SAMC_SANITIZE AND NOT SAMC_COVERAGE)
  include(CheckIPOSupported)
  check_ipo_supported(RESULT SAMC_LTO OUTPUT SAMC_LTO_WHY LANGUAGES C)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${SAMC_LTO})
  if(SAMC_LTO)
    add_compile_options(-ffat-lto-objects)
    set(SAMC_WITHOUT_LTO -fno-lto)
  endif()
endif()
