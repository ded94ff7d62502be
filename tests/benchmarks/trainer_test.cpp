// What is measured is what users run: the same bits as `train`.
#include "support/trainer.h"

#include <descent/machine.h>
#include <descent/training.h>

#include <cstring>

#include "model/arena.h"
#include "support/catch.h"

namespace descent::bench {

TEST_CASE("A measured step leaves the weights that training leaves") {
    for (const char* name : {"W6", "W7"}) {
        for (const char* optimizer : {"gd", "adam"}) {
            INFO(name << " " << optimizer);
            constexpr std::size_t steps = 40;  // more than two epochs of W6
            const Workload& work = workload(name);
            const Dataset data = make_data(work);
            parallel::Team team(2);
            Trainer trainer(work, data, optimizer, team, inspect_machine().chosen);
            for (std::size_t i = 0; i < steps; ++i) trainer.step();

            Observer observer;
            const TrainingOptions options{
                .loss = work.loss,
                .optimizer = optimizer,
                .settings = {{"learning_rate", work.learning_rate(optimizer) == 0.1 ? "0.1" : "0.001"}},
                .batch_size = work.batch,
                .epochs = steps,
                .maximum_steps = steps,
                .seed = 1,
                .threads = {1}};
            const TrainingResult trained = train(work.network, data, {}, options, builtin_optimizers(), observer);
            AlignedBuffer<float> expected(trainer.layout().size);
            model::to_arena(trained.model, trainer.layout(), expected.span());
            CHECK(std::memcmp(expected.data(), trainer.parameters().data(), expected.size() * sizeof(float)) == 0);
        }
    }
}

}  // namespace descent::bench
