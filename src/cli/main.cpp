#include "cli/application.h"
#include "cli/last_words.h"

int main(int count, char** arguments) {
    descent::cli::prepare_last_words();
    return descent::cli::run({arguments + (count > 0 ? 1 : 0), arguments + count});
}
