#include "cli/application.h"

int main(int count, char** arguments) {
    return descent::cli::run({arguments + (count > 0 ? 1 : 0), arguments + count});
}
