# What `make install` puts where: the program with its manual and completions, the library with its header,
# and what pkg-config and find_package(samc) need to find it.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS samc RUNTIME COMPONENT program)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT licence)
file(GLOB man_pages CONFIGURE_DEPENDS docs/*.1)
install(FILES ${man_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)

# Where the shells look for completions. Debian's zsh looks elsewhere, see cmake/package.cmake.
install(FILES cli/completions/samc.bash COMPONENT program RENAME samc
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES cli/completions/samc.fish COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES cli/completions/samc.zsh COMPONENT zsh RENAME _samc
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
if(SAMC_STATIC) # which has no library
  return()
endif()

install(TARGETS libsamc EXPORT samc
        LIBRARY COMPONENT library NAMELINK_COMPONENT development
        FILE_SET HEADERS COMPONENT development)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/samc)
configure_package_config_file(cmake/samc-config.cmake.in samc-config.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(samc-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/samc-config.cmake
              ${PROJECT_BINARY_DIR}/samc-config-version.cmake
        DESTINATION ${package_dir} COMPONENT development)
install(EXPORT samc NAMESPACE samc:: FILE samc-targets.cmake
        DESTINATION ${package_dir} COMPONENT development)

# Relative to the file itself, so that the tree may be moved, and `cmake --install --prefix` works.
file(RELATIVE_PATH SAMC_PC_TO_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/samc.pc.in samc.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/samc.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
        COMPONENT development)
