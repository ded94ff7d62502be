"""Steps of L-BFGS by PyTorch, for write_optimizers.py."""
import torch


def chain(x):
    """Rosenbrock's function along a chain of parameters."""
    return sum(100 * (x[i + 1] - x[i]**2)**2 + (1 - x[i])**2 for i in range(len(x) - 1))


def run_lbfgs(start, memory, steps):
    x = torch.tensor(start, dtype=torch.float64).requires_grad_()
    optimizer = torch.optim.LBFGS([x], lr=1, max_iter=1, max_eval=100, history_size=memory, tolerance_grad=0,
                                  tolerance_change=1e-9, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = chain(x)
        loss.backward()
        return loss

    kept = {}
    for t in range(1, steps + 1):
        optimizer.step(closure)
        kept[str(t)] = {"weights": x.detach().numpy().tolist(), "loss": float(chain(x.detach().numpy()))}
    return kept
