# How the rooms under src are built: the compiler options that all code shares, and one function a room.

# Options of every translation unit. `-ffp-contract=off`: the compiler must not turn a*b + c into one
# rounding on its own, or the same formula would give other bits on other instruction sets.
add_library(descent_options INTERFACE)
target_compile_options(descent_options INTERFACE
  -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wno-psabi
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 warns of string concatenation in its own headers (bug 105651)
  $<$<BOOL:${DESCENT_WARNINGS_AS_ERRORS}>:-Werror>
  # What these find depends on what was inlined, and changes with every compiler and option: told, but no error.
  "$<$<AND:$<BOOL:${DESCENT_WARNINGS_AS_ERRORS}>,$<CXX_COMPILER_ID:GNU>>:-Wno-error=array-bounds;-Wno-error=dangling-pointer;-Wno-error=free-nonheap-object;-Wno-error=nonnull;-Wno-error=use-after-free;-Wno-error=maybe-uninitialized;-Wno-error=stringop-overflow;-Wno-error=stringop-overread>")
target_compile_features(descent_options INTERFACE cxx_std_20)

include(DescentOptimizer)  # and with it DESCENT_INSTRUCTION_SETS and DESCENT_FLAGS_<set>

# descent_room(NAME SOURCES source... ROOMS room... PRIVATE library...)
# One folder under src: a static library that may use the rooms above it, and the libraries it is the door of.
function(descent_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;PRIVATE" ${ARGN})
  add_library(descent_${name} STATIC ${ARG_SOURCES})
  target_include_directories(descent_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  list(TRANSFORM ARG_ROOMS PREPEND descent_)
  target_link_libraries(descent_${name} PUBLIC ${ARG_ROOMS} PRIVATE descent_options ${ARG_PRIVATE})
endfunction()

# descent_test(NAME SOURCES source... ROOMS room...): the Catch2 tests of one folder, each test case a ctest.
# A name with a semicolon or a lone square bracket is torn by CMake's lists; it then matches no test case, which Catch2
# calls a success: here it fails.
function(descent_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES})
  list(TRANSFORM ARG_ROOMS PREPEND descent_)
  target_link_libraries(test_${name} PRIVATE descent_options descent_test_support ${ARG_ROOMS} ${ARG_LIBRARIES})
  catch_discover_tests(test_${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 300 LABELS ${name}
    FAIL_REGULAR_EXPRESSION "No test cases matched")
endfunction()
