# The program and its tests on an emulated processor that has no AVX: code that was compiled for a wider instruction set
# and serves as an ordinary function dies here (docs/decisions.md, 3). Skipped under sanitizers, which qemu cannot run.
find_program(QEMU_X86_64 qemu-x86_64)
if(NOT QEMU_X86_64 OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$" OR CMAKE_CXX_FLAGS_DEBUG MATCHES "-fsanitize")
  return()
endif()

set(without_avx ${QEMU_X86_64} -cpu Nehalem)
function(emulated_test name)
  add_test(NAME "emulation: ${name}" COMMAND ${without_avx} ${ARGN})
  set_tests_properties("emulation: ${name}" PROPERTIES LABELS emulation TIMEOUT 600)
endfunction()

if(TARGET descent_cli)
  emulated_test("the program chooses the baseline on a processor without AVX" $<TARGET_FILE:descent_cli> info)
  set_tests_properties("emulation: the program chooses the baseline on a processor without AVX" PROPERTIES
    PASS_REGULAR_EXPRESSION "chosen +baseline")
endif()
foreach(room base storage data network parallel kernels engine)
  if(TARGET test_${room})
    emulated_test("the tests of ${room} pass without AVX" $<TARGET_FILE:test_${room}>)
  endif()
endforeach()
