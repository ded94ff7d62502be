#include "cli/application.h"
#include "cli/last_words.h"
#include "cli/stack.h"
#include "storage/standard_descriptors.h"

int main(int count, char** arguments) {
    descent::storage::reserve_standard_descriptors();
    descent::storage::unblock_standard_output();
    descent::cli::reserve_stack();
    descent::cli::prepare_last_words();
    descent::cli::leave(descent::cli::run({arguments + (count > 0 ? 1 : 0), arguments + count}));
}
