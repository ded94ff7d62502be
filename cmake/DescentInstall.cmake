# What `cmake --install` puts where: the program, one library with the public headers, docs and examples, and the CMake
# package `descent` with the component `library` (descent::descent) for users, and `optimizer` (descent::plugin and
# descent::optimizer, headers alone) for authors.
include(CMakePackageConfigHelpers)

add_library(descent_library STATIC)
add_library(descent::descent ALIAS descent_library)
foreach(room base storage parallel data network kernels engine objective model optimizers update training study contest report reproduction)
  target_sources(descent_library PRIVATE $<TARGET_OBJECTS:descent_${room}>)
endforeach()
set_target_properties(descent_library PROPERTIES LINKER_LANGUAGE CXX OUTPUT_NAME descent EXPORT_NAME descent)
target_include_directories(descent_library INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(descent_library INTERFACE cxx_std_20)
target_link_libraries(descent_library PRIVATE TBB::tbb ZLIB::ZLIB ${DESCENT_DEFLATE} Threads::Threads ${CMAKE_DL_LIBS})

set_target_properties(descent_plugin PROPERTIES EXPORT_NAME plugin)
set_target_properties(descent_optimizer PROPERTIES EXPORT_NAME optimizer)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/descent)
install(TARGETS descent_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS descent_library EXPORT descent-library ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS descent_plugin descent_optimizer EXPORT descent-optimizer)
install(EXPORT descent-library NAMESPACE descent:: DESTINATION ${package_folder})
install(EXPORT descent-optimizer NAMESPACE descent:: DESTINATION ${package_folder})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/descent DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_BINARY_DIR}/include/descent/version.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/descent)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/descent-config.cmake.in
  ${PROJECT_BINARY_DIR}/cmake/descent-config.cmake INSTALL_DESTINATION ${package_folder}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/descent-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/cmake/descent-config.cmake
  ${PROJECT_BINARY_DIR}/cmake/descent-config-version.cmake
  ${CMAKE_CURRENT_LIST_DIR}/DescentInstructionSets.cmake
  ${CMAKE_CURRENT_LIST_DIR}/DescentOptimizer.cmake
  DESTINATION ${package_folder})

# Links between pages, and paths that they name, lead to the same files as in the sources.
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/LICENSE
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs ${PROJECT_SOURCE_DIR}/examples ${PROJECT_SOURCE_DIR}/optimizers
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/tests/plugins/rules DESTINATION ${CMAKE_INSTALL_DOCDIR}/tests/plugins)
