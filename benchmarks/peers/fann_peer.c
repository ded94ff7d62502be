/* FANN: batch training of a network of tanh units with linear outputs, by fann_train_epoch. See peer.py for the
 * conversation. Its workload is fixed: 4-32-16-4, all patterns an update, gd at rate 0.1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <floatfann.h>

enum { inputs = 4, outputs = 4, patterns = 10000, curve_steps = 20 };
static const unsigned int widths[] = {inputs, 32, 16, outputs};

static float* read_floats(const char* folder, const char* name, size_t count) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    float* numbers = malloc(count * sizeof(float));
    FILE* file = fopen(path, "rb");
    if (file == NULL || numbers == NULL || fread(numbers, sizeof(float), count, file) != count) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    fclose(file);
    return numbers;
}

/* Ours: [fan_in][fan_out], then biases. FANN's: for each unit its fan_in weights, then its bias. */
static void set_weights(struct fann* network, const float* numbers) {
    fann_type* to = network->weights;
    for (int layer = 0; layer < 3; ++layer) {
        const unsigned int fan_in = widths[layer], fan_out = widths[layer + 1];
        for (unsigned int j = 0; j < fan_out; ++j) {
            for (unsigned int k = 0; k < fan_in; ++k) *to++ = numbers[k * fan_out + j];
            *to++ = numbers[fan_in * fan_out + j];
        }
        numbers += (fan_in + 1) * fan_out;
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int count, char** words) {
    if (count != 4) return 2;
    struct fann* network = fann_create_standard_array(4, widths);
    fann_set_activation_function_hidden(network, FANN_SIGMOID_SYMMETRIC);
    fann_set_activation_function_output(network, FANN_LINEAR);
    fann_set_activation_steepness_hidden(network, 1);
    fann_set_activation_steepness_output(network, 1);
    fann_set_training_algorithm(network, FANN_TRAIN_BATCH);
    fann_set_train_error_function(network, FANN_ERRORFUNC_LINEAR);
    fann_set_learning_rate(network, 0.1f);
    set_weights(network, read_floats(words[1], "weights.bin", (4 + 1) * 32 + (32 + 1) * 16 + (16 + 1) * 4));
    struct fann_train_data* data = fann_create_train(patterns, inputs, outputs);
    /* its rows lie one behind the other */
    memcpy(data->input[0], read_floats(words[1], "inputs.bin", (size_t)patterns * inputs),
           patterns * inputs * sizeof(float));
    memcpy(data->output[0], read_floats(words[1], "targets.bin", (size_t)patterns * outputs),
           patterns * outputs * sizeof(float));
    printf("{\"ready\": true, \"version\": \"2\", \"note\": \"batch training\", \"losses\": [");
    for (int i = 0; i < curve_steps; ++i) {
        /* its error is the mean of the squares over the outputs too */
        printf("%s%.9g", i == 0 ? "" : ", ", 0.5 * outputs * (double)fann_train_epoch(network, data));
    }
    printf("]}\n");
    fflush(stdout);
    double seconds;
    while (scanf(" run %lf", &seconds) == 1) {
        const double start = now();
        long long trained = 0;
        do {
            fann_train_epoch(network, data);
            trained += patterns;
        } while (now() - start < seconds);
        printf("{\"patterns\": %lld, \"seconds\": %.9g}\n", trained, now() - start);
        fflush(stdout);
    }
    return 0;
}
