# The program as one file that needs no library: the archives of libyaml, libmd and PCRE2 and the C library
# go into it. It cannot load other libraries, so aws/static stands for aws/. The library is not built.
if(BUILD_TESTING)
  message(FATAL_ERROR "SAMC_STATIC builds the program alone: add -DBUILD_TESTING=OFF, or use the preset static")
endif()
set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
set(CMAKE_LINK_SEARCH_START_STATIC ON)
set(CMAKE_C_LINK_OPTIONS_PIE -static-pie) # in the place of -pie, which would ask for a loader
