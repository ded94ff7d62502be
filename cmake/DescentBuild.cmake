# How the rooms under src are built: the compiler options that all code shares, and one function a room.

# Options of every translation unit. `-ffp-contract=off`: the compiler must not turn a*b + c into one
# rounding on its own, or the same formula would give other bits on other instruction sets.
add_library(descent_options INTERFACE)
target_compile_options(descent_options INTERFACE
  -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wno-psabi
  # GCC 12 warns of its own strings (bug 105651), and in a precompiled header does not know them for those of the system.
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overflow;-Wno-array-bounds>"
  $<$<BOOL:${DESCENT_WARNINGS_AS_ERRORS}>:-Werror>
  # What these find depends on what was inlined, and changes with every compiler and option: told, but no error.
  "$<$<AND:$<BOOL:${DESCENT_WARNINGS_AS_ERRORS}>,$<CXX_COMPILER_ID:GNU>>:-Wno-error=dangling-pointer;-Wno-error=free-nonheap-object;-Wno-error=nonnull;-Wno-error=use-after-free;-Wno-error=maybe-uninitialized;-Wno-error=stringop-overread>")
target_compile_features(descent_options INTERFACE cxx_std_20)

# Most of a small file's compile time goes into the standard library's headers, so they are compiled once. Only headers
# of others: what we change would compile everything anew. Off, every file must name all headers that it needs; the
# presets debug, tsan and fuzz build so.
option(DESCENT_PRECOMPILED_HEADERS "Precompile the headers of the standard library and of Catch2" ON)
set(DESCENT_STANDARD_HEADERS
  algorithm array cmath cstdint cstring functional map memory optional set span string string_view unordered_set utility
  variant vector)
list(TRANSFORM DESCENT_STANDARD_HEADERS REPLACE "(.+)" "$<$<COMPILE_LANGUAGE:CXX>:<\\1$<ANGLE-R>>")

# descent_precompiled(TARGET OWNER header...): TARGET uses the headers precompiled by OWNER, a target with the same
# compiler options; OWNER itself names them.
function(descent_precompiled target owner)
  if(NOT DESCENT_PRECOMPILED_HEADERS)
    return()
  elseif(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# Where no loop is hot, -O3 costs compile time and gives nothing: these options come after the preset's own.
set(DESCENT_COLD_OPTIONS $<$<CONFIG:Release>:-O1>)
# Tests take longer to compile than to run; what they test is compiled as released.
set(DESCENT_TEST_OPTIONS $<$<CONFIG:Release>:-O1>)
# Instrumented code is what compilers optimise slowest: tests that compute nothing themselves go without.
set(DESCENT_COLD_TEST_OPTIONS ${DESCENT_TEST_OPTIONS})
if(CMAKE_CXX_FLAGS_DEBUG MATCHES "-fsanitize=[a-z,]*address")
  list(APPEND DESCENT_COLD_TEST_OPTIONS $<$<CONFIG:Debug>:-O0>)
endif()

include(DescentOptimizer)  # and with it DESCENT_INSTRUCTION_SETS and DESCENT_FLAGS_<set>

# What a small file compiles is mostly headers, so files of a room may be compiled some at a time. Off, each is compiled
# alone, as precompiled headers are off: in the presets debug, tsan and fuzz.
option(DESCENT_UNITY_BUILD "Compile several files of a room together" ${DESCENT_PRECOMPILED_HEADERS})

# descent_room(NAME [COLD] [UNITY] SOURCES source... [LISTED folder...] ROOMS room... PRIVATE library...)
# One folder under src: a static library that may use the rooms above it, and the libraries it is the door of. COLD: it
# holds no loop over patterns or weights. UNITY: has many small files; those of the folders LISTED are
# compiled alone all the same, since each is an entry of a list and all use the same names.
function(descent_room name)
  cmake_parse_arguments(ARG "COLD;UNITY" "" "SOURCES;LISTED;ROOMS;PRIVATE" ${ARGN})
  add_library(descent_${name} STATIC ${ARG_SOURCES})
  target_include_directories(descent_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  list(TRANSFORM ARG_ROOMS PREPEND descent_)
  target_link_libraries(descent_${name} PUBLIC ${ARG_ROOMS} PRIVATE descent_options ${ARG_PRIVATE})
  set(owner descent_base)
  if(ARG_COLD)
    target_compile_options(descent_${name} PRIVATE ${DESCENT_COLD_OPTIONS})
    set(owner descent_storage)
  endif()
  descent_precompiled(descent_${name} ${owner} ${DESCENT_STANDARD_HEADERS})
  if(DESCENT_UNITY_BUILD AND ARG_UNITY)
    set_target_properties(descent_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
    foreach(folder IN LISTS ARG_LISTED)
      set(listed ${ARG_SOURCES})
      list(FILTER listed INCLUDE REGEX "^${folder}/")
      set_source_files_properties(${listed} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endforeach()
  endif()
endfunction()

# descent_for_each_set(TARGET NAME [HEADER FUNCTION]...): adds one file an instruction set to TARGET, compiled with the
# set's flags: NAME_<set>.cpp instantiates each function template FUNCTION of HEADER for that set. These files see the
# standard library only where a HEADER needs it: see docs/decisions.md, 3.
function(descent_for_each_set target name)
  foreach(set IN LISTS DESCENT_INSTRUCTION_SETS)
    set(file ${CMAKE_CURRENT_BINARY_DIR}/isa/${name}_${set}.cpp)
    set(text "#include <descent/detail/isa/${set}.h>\n")
    set(rest ${ARGN})
    while(rest)
      list(POP_FRONT rest header function)
      set(instance "${function}<descent::detail::${DESCENT_TAG_${set}}>")
      string(APPEND text "\n#include \"${header}\"\ntemplate decltype(${instance}) ${instance};\n")
    endwhile()
    file(CONFIGURE OUTPUT ${file} CONTENT "${text}")
    set_source_files_properties(${file} PROPERTIES COMPILE_OPTIONS "${DESCENT_FLAGS_${set}}"
      SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(${target} PRIVATE ${file})
  endforeach()
endfunction()

# <compiled_sets.h>: the sets of this build, for the files that look among them.
set(compiled_sets "#pragma once\n")
foreach(set IN LISTS DESCENT_INSTRUCTION_SETS)
  string(APPEND compiled_sets "#include <descent/detail/isa/${set}.h>\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/compiled_sets.h CONTENT
  "${compiled_sets}#define DESCENT_COMPILED_SETS(X)${DESCENT_COMPILED_SETS}\n")
add_library(descent_compiled_sets INTERFACE)
target_include_directories(descent_compiled_sets INTERFACE ${PROJECT_BINARY_DIR}/generated)
target_link_libraries(descent_compiled_sets INTERFACE xsimd)

# descent_test(NAME [COLD] SOURCES source... ROOMS room...): the Catch2 tests of one folder, each test case a ctest.
# A name with a semicolon or a lone square bracket is torn by CMake's lists; it then matches no test case, which Catch2
# calls a success: here it fails.
function(descent_test name)
  cmake_parse_arguments(ARG "COLD" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES})
  list(TRANSFORM ARG_ROOMS PREPEND descent_)
  target_link_libraries(test_${name} PRIVATE descent_options descent_test_support ${ARG_ROOMS} ${ARG_LIBRARIES})
  if(ARG_COLD)
    target_compile_options(test_${name} PRIVATE ${DESCENT_COLD_TEST_OPTIONS})
    descent_precompiled(test_${name} descent_cold_test_headers)
  else()
    target_compile_options(test_${name} PRIVATE ${DESCENT_TEST_OPTIONS})
    descent_precompiled(test_${name} descent_test_headers)
  endif()
  catch_discover_tests(test_${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 300 LABELS ${name}
    FAIL_REGULAR_EXPRESSION "No test cases matched")
endfunction()
