# cmake -DPREFIX=... -DFOLDER=... -DGENERATOR=... -DCOMPILER=... -P new_optimizer.cmake: an author's first five minutes.
foreach(kind elementwise matrix wrapper)
  set(folder ${FOLDER}/${kind})
  file(REMOVE_RECURSE ${folder})
  foreach(command
      "${PREFIX}/bin/descent;new-optimizer;my-rule;${folder};--kind;${kind}"
      "${CMAKE_COMMAND};-S;${folder};-B;${folder}/build;-G;${GENERATOR};-DCMAKE_PREFIX_PATH=${PREFIX};-DCMAKE_CXX_COMPILER=${COMPILER}"
      "${CMAKE_COMMAND};--build;${folder}/build"
      "${CMAKE_CTEST_COMMAND};--test-dir;${folder}/build;--output-on-failure"
      "${PREFIX}/bin/descent;optimizers;my-rule;--plugin;${folder}/build/my-rule.so")
    execute_process(COMMAND ${command} COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endforeach()
# Nothing is written over.
execute_process(COMMAND ${PREFIX}/bin/descent new-optimizer my-rule ${FOLDER}/matrix RESULT_VARIABLE status ERROR_VARIABLE message)
if(NOT status EQUAL 1 OR NOT message MATCHES "exists already, nothing was written")
  message(FATAL_ERROR "a second new-optimizer ended with ${status}: ${message}")
endif()
