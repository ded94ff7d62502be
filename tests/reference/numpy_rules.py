"""Update rules in NumPy, from the papers and from Keras' documentation, for write_optimizers.py.

Each is a function rule(t, eta_factor, w, g, decays, state) -> new w, for one tensor; `state` is a dict of its own.
"""
import numpy as np


def velocity_momentum(eta=0.01, mu=0.9):
    def rule(t, factor, w, g, decays, s):
        s["v"] = mu * s.get("v", 0) - eta * factor * g
        return w + s["v"]
    return rule


def classic_nesterov(eta=0.01, mu=0.9):
    """Keeps w and v apart; the network holds the look-ahead point u = w + mu v, at which g was taken."""
    def rule(t, factor, u, g, decays, s):
        w = u - mu * s.get("v", 0)
        s["v"] = mu * s.get("v", 0) - eta * factor * g
        return w + s["v"] + mu * s["v"]
    return rule


def keras_adagrad(eta=0.01, eps=1e-7, start=0.1):
    def rule(t, factor, w, g, decays, s):
        s["s"] = s.get("s", start) + g**2
        return w - eta * factor * g / np.sqrt(s["s"] + eps)
    return rule


def keras_rmsprop(eta=0.01, rho=0.9, eps=1e-7, mu=0.0, centered=False):
    def rule(t, factor, w, g, decays, s):
        s["v"] = rho * s.get("v", 0) + (1 - rho) * g**2
        spread = s["v"]
        if centered:
            s["m"] = rho * s.get("m", 0) + (1 - rho) * g
            spread = spread - s["m"]**2
        s["b"] = mu * s.get("b", 0) + eta * factor * g / np.sqrt(spread + eps)
        return w - s["b"]
    return rule


def eps_hat_adam(eta=0.001, b1=0.9, b2=0.999, eps=1e-7):
    def rule(t, factor, w, g, decays, s):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g**2
        return w - eta * factor * np.sqrt(1 - b2**t) / (1 - b1**t) * s["m"] / (np.sqrt(s["v"]) + eps)
    return rule


def keras_nadam(eta=0.002, b1=0.9, b2=0.999, eps=1e-7):
    def rule(t, factor, w, g, decays, s):
        mu = lambda k: b1 * (1 - 0.5 * 0.96**k)
        product = np.prod([mu(k) for k in range(1, t + 1)])
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g**2
        m_hat = mu(t + 1) * s["m"] / (1 - product * mu(t + 1)) + (1 - mu(t)) * g / (1 - product)
        return w - eta * factor * m_hat / (np.sqrt(s["v"] / (1 - b2**t)) + eps)
    return rule


def dozat_nadam(eta=0.002, b1=0.9, b2=0.999, eps=1e-8):
    def rule(t, factor, w, g, decays, s):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g**2
        m_hat, v_hat = s["m"] / (1 - b1**t), s["v"] / (1 - b2**t)
        return w - eta * factor / (np.sqrt(v_hat) + eps) * (b1 * m_hat + (1 - b1) * g / (1 - b1**t))
    return rule


def lion(eta=1e-4, b1=0.9, b2=0.99, wd=0.0):
    def rule(t, factor, w, g, decays, s):
        m = s.get("m", np.zeros_like(w))
        direction = np.sign(b1 * m + (1 - b1) * g)
        s["m"] = b2 * m + (1 - b2) * g
        return w - eta * factor * (direction + wd * decays * w)
    return rule


def cautious_adam(eta=0.001, b1=0.9, b2=0.999, eps=1e-8):
    """The mask of Liang et al. on the mean, of which entries with the sign of the gradient are kept."""
    def rule(t, factor, w, g, decays, s):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g**2
        mask = (s["m"] * g > 0).astype(np.float64)
        mask /= max(mask.mean(), 1e-3)
        denominator = np.sqrt(s["v"] / (1 - b2**t)) + eps
        return w - eta * factor / (1 - b1**t) * mask * s["m"] / denominator
    return rule


def lars(eta=0.1, mu=0.9, trust=0.001, wd=0.0005):
    def rule(t, factor, w, g, decays, s):
        weight_norm, gradient_norm = np.linalg.norm(w), np.linalg.norm(g)
        ratio = trust * weight_norm / (gradient_norm + wd * decays * weight_norm)
        s["v"] = mu * s.get("v", 0) + eta * factor * ratio * (g + wd * decays * w)
        return w - s["v"]
    return rule


def lamb(eta=0.001, b1=0.9, b2=0.999, eps=1e-6, wd=0.01):
    def rule(t, factor, w, g, decays, s):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g**2
        r = s["m"] / (1 - b1**t) / (np.sqrt(s["v"] / (1 - b2**t)) + eps) + wd * decays * w
        return w - eta * factor * np.linalg.norm(w) / np.linalg.norm(r) * r
    return rule


def paper_yogi(eta=0.01, b1=0.9, b2=0.999, eps=1e-3, start=1e-6):
    def rule(t, factor, w, g, decays, s):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        v = s.get("v", start)
        s["v"] = v - (1 - b2) * np.sign(v - g**2) * g**2
        return w - eta * factor * s["m"] / (np.sqrt(s["v"]) + eps)
    return rule
