# Which instruction sets code is compiled for, and the compiler flags of each; they are set on single files, never on a
# target. Used by the build of Descent and, installed, by the build of plugins.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  set(DESCENT_INSTRUCTION_SETS baseline avx2 avx512)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  set(DESCENT_INSTRUCTION_SETS neon)
else()
  set(DESCENT_INSTRUCTION_SETS baseline)
endif()
set(DESCENT_FLAGS_baseline "")
set(DESCENT_FLAGS_avx2 -mavx2 -mfma)
set(DESCENT_FLAGS_avx512 -mavx512f -mavx512cd -mavx512vl -mavx512bw -mavx512dq -mfma -mprefer-vector-width=512
  -Wno-uninitialized -Wno-maybe-uninitialized)  # GCC 12 warns of its own avx512fintrin.h
set(DESCENT_FLAGS_neon "")

# These files are inlined whole; with the scope of every temporary watched, one takes minutes to compile. Addresses
# are watched all the same.
if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG}" MATCHES "-fsanitize=[a-z,]*address")
  foreach(set IN LISTS DESCENT_INSTRUCTION_SETS)
    list(APPEND DESCENT_FLAGS_${set} -fno-sanitize-address-use-after-scope)
  endforeach()
endif()
