"""Rules around others, and one that starts as its paper has it, by PyTorch and pytorch-optimizer, for write_optimizers.py."""
import pytorch_optimizer
import torch


class Wrapped:
    """A rule of PyTorch with another thing around it, which has weights to be measured."""

    def __init__(self, optimizer, tensors):
        self.optimizer, self.tensors, self.kept = optimizer, tensors, None
        self.param_groups = optimizer.param_groups

    def step(self):
        self.optimizer.step()

    def train(self):
        for tensor, kept in zip(self.tensors, self.kept or []):
            tensor.data.copy_(kept)

    def eval(self):
        self.kept = [tensor.detach().clone() for tensor in self.tensors]
        for tensor, measured in zip(self.tensors, self.measured()):
            tensor.data.copy_(measured)


class Averaged(Wrapped):
    def __init__(self, decay, warmup, optimizer, tensors):
        super().__init__(optimizer, tensors)
        self.module = torch.nn.ParameterList(tensors)

        def mean(averages, weights, steps):  # steps before this one
            share = min(decay, (2 + int(steps)) / (11 + int(steps))) if warmup else decay
            torch.optim.swa_utils.get_ema_multi_avg_fn(share)(averages, weights, steps)

        self.average = torch.optim.swa_utils.AveragedModel(self.module, multi_avg_fn=mean)

    def step(self):
        super().step()
        self.average.update_parameters(self.module)

    def measured(self):
        return list(self.average.module)


class Lookahead(Wrapped):
    def measured(self):
        return [self.optimizer.state[tensor]["slow_params"] for tensor in self.tensors]


class Yogi(pytorch_optimizer.Yogi):
    """With the mean at 0 in the beginning, as the paper has it; the package starts it as it starts the square."""

    def init_group(self, group, **kwargs):
        super().init_group(group, **kwargs)
        for p in group["params"] if group["step"] == 0 else []:
            self.state[p]["exp_avg"].zero_()
