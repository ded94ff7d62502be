# How an optimizer's one source file becomes a plugin: compiled once for its description and once for each instruction
# set, like Descent's own kernels. See docs/optimizer-guide.md.
include(${CMAKE_CURRENT_LIST_DIR}/DescentInstructionSets.cmake)

# descent_add_optimizer(NAME SOURCE [BUILT_INTO TARGET])
# Makes the shared library NAME.so, for `descent train --plugin`. NAME has letters, digits, _ and -. A SOURCE that ends
# in .c is compiled once, as it is. BUILT_INTO: adds the optimizer to a static library instead, where the function
# `descent_rule_NAME` finds it; `descent_built_in_loops` then adds the loops of all of them.
function(descent_add_optimizer name source)
  cmake_parse_arguments(ARG "" "BUILT_INTO" "" ${ARGN})
  if(NOT name MATCHES "^[A-Za-z_][A-Za-z0-9_-]*$")
    message(FATAL_ERROR "descent_add_optimizer: the name \"${name}\" has more than letters, digits, _ and -, or begins with "
      "a digit or -")
  endif()
  string(MAKE_C_IDENTIFIER ${name} identifier)
  cmake_path(ABSOLUTE_PATH source NORMALIZE OUTPUT_VARIABLE path)
  if(NOT EXISTS ${path})
    message(FATAL_ERROR "descent_add_optimizer: there is no file ${path}")
  endif()

  cmake_path(GET path EXTENSION LAST_ONLY extension)
  if(extension STREQUAL ".c")
    descent_optimizer_module(${name} descent::plugin ${path})
    return()
  endif()

  if(NOT TARGET xsimd)
    message(FATAL_ERROR "descent_add_optimizer: ${name} is a rule in C++, which needs xsimd (Debian: libxsimd-dev)")
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.optimizer)
  set(head "#define DESCENT_OPTIMIZER_ID ${identifier}\n")
  set(description "${head}#define DESCENT_COMPILED_SETS(X)${DESCENT_COMPILED_SETS}\n")
  if(ARG_BUILT_INTO)
    string(APPEND description "#define DESCENT_OPTIMIZER_BUILT_IN\n")
  endif()
  foreach(set IN LISTS DESCENT_INSTRUCTION_SETS)
    string(CONCAT loops "${head}#define DESCENT_LOOPS_SET ${set}\n#define DESCENT_LOOPS_TAG ${DESCENT_TAG_${set}}\n"
      "#include <descent/detail/isa/${set}.h>\n#include \"${path}\"\n")
    if(ARG_BUILT_INTO)
      string(APPEND loops "#undef DESCENT_OPTIMIZER_ID\n#undef DESCENT_LOOPS_SET\n#undef DESCENT_LOOPS_TAG\n\n")
      set_property(TARGET ${ARG_BUILT_INTO} APPEND_STRING PROPERTY DESCENT_LOOPS_${set} "${loops}")
      continue()
    endif()
    file(CONFIGURE OUTPUT ${folder}/${name}_${set}.cpp CONTENT "${loops}")
    set_source_files_properties(${folder}/${name}_${set}.cpp PROPERTIES COMPILE_OPTIONS "${DESCENT_FLAGS_${set}}")
    list(APPEND files ${folder}/${name}_${set}.cpp)
  endforeach()
  file(CONFIGURE OUTPUT ${folder}/${name}.cpp CONTENT "${description}#include \"${path}\"\n")
  list(APPEND files ${folder}/${name}.cpp)

  if(ARG_BUILT_INTO)
    target_sources(${ARG_BUILT_INTO} PRIVATE ${files})
    return()
  endif()
  descent_optimizer_module(${name} descent::optimizer ${files})
endfunction()

# Adds one file an instruction set to TARGET, with the loops of all optimizers that were built into it: most of the compile
# time of a rule alone goes into the headers that all rules share.
function(descent_built_in_loops target)
  foreach(set IN LISTS DESCENT_INSTRUCTION_SETS)
    get_property(loops TARGET ${target} PROPERTY DESCENT_LOOPS_${set})
    set(file ${CMAKE_CURRENT_BINARY_DIR}/loops_${set}.cpp)
    file(CONFIGURE OUTPUT ${file} CONTENT "${loops}")
    set_source_files_properties(${file} PROPERTIES COMPILE_OPTIONS "${DESCENT_FLAGS_${set}}")
    target_sources(${target} PRIVATE ${file})
  endforeach()
endfunction()

# The shared library NAME.so from those files on that target, which shows nothing but its entry.
function(descent_optimizer_module name interface)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE ${interface})
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".so"
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    target_compile_options(${name} PRIVATE -O3)  # nothing was asked for: an optimizer wants to be fast
  endif()
endfunction()
