# Which instruction sets code is compiled for, and the compiler flags of each; they are set on single files, never on a
# target. Used by the build of Descent and, installed, by the build of plugins. All of it is read from the one list, a
# header: DESCENT_INSTRUCTION_SETS (names), DESCENT_TAG_<set>, DESCENT_FLAGS_<set>, and DESCENT_COMPILED_SETS, the body of
# a macro of that name with X(name, NAME, Tag) for each.
find_file(list instruction_sets.h NO_CACHE REQUIRED NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH PATHS
  ${CMAKE_CURRENT_LIST_DIR}/../include/descent/plugin ${DESCENT_INCLUDE_FOLDER}/descent/plugin)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  set(processor x86_64)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  set(processor aarch64)
else()
  set(processor other)
endif()

set(DESCENT_INSTRUCTION_SETS "")
set(DESCENT_COMPILED_SETS "")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
file(READ ${list} text)
string(REGEX MATCHALL "\n    X\\([^\n]*\\)" entries "${text}")
foreach(entry IN LISTS entries)
  if(NOT entry MATCHES [[X\(([a-z0-9]+), ([A-Z0-9]+), ([A-Za-z0-9]+), [0-9]+, [a-z0-9]+, "([a-z0-9_ ]+)", "([^"]*)"\)]])
    message(FATAL_ERROR "${list}: this entry is not understood: ${entry}")
  endif()
  set(set ${CMAKE_MATCH_1})
  set(short "X(${CMAKE_MATCH_1}, ${CMAKE_MATCH_2}, ${CMAKE_MATCH_3})")
  set(DESCENT_TAG_${set} ${CMAKE_MATCH_3})
  separate_arguments(processors UNIX_COMMAND "${CMAKE_MATCH_4}")
  separate_arguments(DESCENT_FLAGS_${set} UNIX_COMMAND "${CMAKE_MATCH_5}")
  if(processor IN_LIST processors)
    list(APPEND DESCENT_INSTRUCTION_SETS ${set})
    string(APPEND DESCENT_COMPILED_SETS " ${short}")
  endif()
endforeach()

foreach(set IN LISTS DESCENT_INSTRUCTION_SETS)
  # Below -O2 GCC does not clear the upper halves of wide registers (vzeroupper) unless it is asked to: every SSE
  # instruction of the rest of the program then waits for them, on Intel's processors some twenty times as long.
  if(DESCENT_FLAGS_${set} AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND DESCENT_FLAGS_${set} -fexpensive-optimizations)
    list(APPEND DESCENT_FLAGS_${set} -Wno-uninitialized -Wno-maybe-uninitialized)  # GCC 12 warns of its own intrinsics
  endif()
  # A file of loops takes from a rule only what they need.
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND DESCENT_FLAGS_${set} -Wno-unneeded-internal-declaration)
  endif()
  # These files are inlined whole; with checks of the scope of every temporary, one takes minutes to compile. Addresses
  # are checked all the same.
  if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG}" MATCHES "-fsanitize=[a-z,]*address")
    list(APPEND DESCENT_FLAGS_${set} -fno-sanitize-address-use-after-scope)
  endif()
endforeach()
foreach(variable IN ITEMS list processor text entries entry set short processors)  # whoever includes this has its own
  unset(${variable})
endforeach()
