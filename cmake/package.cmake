# `make deb`: the program as a Debian package, by CPack. Where Debian wants something else than
# `make install` does (compressed manual pages, a copyright file, another folder for zsh), the component
# debian brings it. The library is not in the package.

set(SAMC_MAINTAINER "samc maintainers <maintainers@samc.invalid>" CACHE STRING
    "Who maintains the Debian package: Name <address>")

configure_file(cmake/debian/changelog.in debian/changelog @ONLY)
install(FILES cmake/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES ${PROJECT_BINARY_DIR}/debian/changelog DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES cli/completions/samc.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
        COMPONENT debian EXCLUDE_FROM_ALL RENAME _samc)
install(CODE "
  set(root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
  file(GLOB files \"\${root}/${CMAKE_INSTALL_MANDIR}/man1/*.1\" \"\${root}/${CMAKE_INSTALL_DOCDIR}/changelog\")
  execute_process(COMMAND gzip -9nf \${files} COMMAND_ERROR_IS_FATAL ANY)"
  COMPONENT debian EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};samc;program;/;${PROJECT_BINARY_DIR};samc;debian;/")
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON) # what is packed has been built, and tests need not be
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_NAME samc)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "compiler and linter for AWS SAM and CloudFormation templates")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "samc reads a template of the AWS Serverless Application Model or of
CloudFormation, in YAML or JSON. It writes the CloudFormation template that
the AWS::Serverless transform makes of it, evaluates intrinsic functions,
and finds mistakes by line and column before anything is deployed.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${SAMC_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
if(SAMC_PACKS_RELOCATIONS) # which the loader has to know; shlibdeps looks at functions only
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc6 (>= 2.36)")
endif()
# They are loaded when they are needed: for applications of the Serverless Application Repository, and
# for archives of schemas.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libcurl4 | libcurl4t64 | libcurl3-gnutls, libcjson1")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libarchive13 | libarchive13t64, bash-completion")
include(CPack)
