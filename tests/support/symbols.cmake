# Fails when a file of ARCHIVE that was compiled for SET offers the linker a symbol that is not named after SET: the
# linker may take it for the whole program, which then dies on processors without that set.
#     cmake -DNM=nm -DARCHIVE=libx.a -DSET=avx2 -P symbols.cmake
execute_process(COMMAND ${NM} -C -A --defined-only --extern-only ${ARCHIVE}
  OUTPUT_VARIABLE symbols ERROR_VARIABLE errors RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${NM} ${ARCHIVE}: ${errors}")
endif()
string(REPLACE ";" "," symbols "${symbols}")
string(REPLACE "[" "(" symbols "${symbols}")
string(REPLACE "]" ")" symbols "${symbols}")
string(REPLACE "\n" ";" symbols "${symbols}")

set(seen 0)
foreach(symbol IN LISTS symbols)
  if(symbol MATCHES "[:(_/]${SET}\\.cpp\\.o(bj)?[:)]")
    string(REGEX REPLACE "^.*[0-9a-f]+ [A-Za-z] " "" name "${symbol}")
    math(EXPR seen "${seen} + 1")
    string(TOLOWER "${name}" lower)
    if(NOT lower MATCHES "${SET}|^dw\\.ref\\.")  # DW.ref: a pointer, the same for every set
      list(APPEND wrong "${name}")
    endif()
  endif()
endforeach()
if(seen EQUAL 0)
  message(FATAL_ERROR "${ARCHIVE} holds no symbol of a file compiled for ${SET}")
endif()
if(wrong)
  list(JOIN wrong "\n  " text)
  message(FATAL_ERROR "compiled for ${SET} alone, but offered to the whole program:\n  ${text}")
endif()
message(STATUS "${seen} symbols of ${SET}, all named after it")
