"""The network: the encoder, what is read off each unit, and what is read off each pair of a trigger and a unit."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dalil.reader.learned.schema import (
    ATTACHED_ROLES,
    CUE,
    DROPPED_ROLES,
    FEATURES,
    FILLERS,
    LONGEST_CLITIC,
    MODALITIES,
    PREDICATE_TAGS,
    REACH,
    ROLE_TAGS,
    TRIGGER_TAGS,
)
from training.encoder import Encoder

POSITIONS = 512
MIXED = (5, 8, 10, 11)  # the layers, from 0, that the unit states are mixed of
FARTHEST = 96  # units between a trigger and a cue; what lies farther is as far
POS = 17
OVER_WIDTH = 128


class Dropout(nn.Module):
    """Dropout whose masks are slices of one random pool at random places: drawing each anew costs a CPU a seventh."""

    pool: Tensor | None = None

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return states
        size = states.numel()
        if Dropout.pool is None or Dropout.pool.numel() < 2 * size:
            Dropout.pool = torch.rand(4 * size).to(torch.bfloat16)
        at = int(torch.randint(0, Dropout.pool.numel() - size, (1,)))
        kept = Dropout.pool[at : at + size].view(states.shape) >= self.rate
        return states * kept.to(states.dtype) * (1 / (1 - self.rate))


class Linear(nn.Linear):
    """A linear layer that, with `eight_bits`, computes as its export will: rounded to 256 steps, weights by output,
    inputs by row (Jacob et al. 2018), so that training can make up for it. Gradients pass the rounding by."""

    eight_bits = False

    def forward(self, states: Tensor) -> Tensor:
        if not Linear.eight_bits:
            return functional.linear(states, self.weight, self.bias)
        return functional.linear(_round_inputs(states), _round_weights(self.weight), self.bias)


def _round_inputs(states: Tensor) -> Tensor:
    whole = states.detach().float()
    axes = tuple(range(1, whole.dim()))
    low, high = whole.amin(axes, keepdim=True).clamp(max=0.0), whole.amax(axes, keepdim=True).clamp(min=0.0)
    step = (high - low) / 255 + 1e-9
    rounded = (whole / step).round_().mul_(step)
    return states + (rounded.to(states.dtype) - states).detach() if states.requires_grad else rounded.to(states.dtype)


def _round_weights(weight: Tensor) -> Tensor:
    step = weight.detach().abs().amax(1, keepdim=True) / 127 + 1e-9
    return weight + ((weight.detach() / step).round_().mul_(step) - weight.detach())


class Layer(nn.Module):
    """One layer of a BERT encoder: attention, then feed-forward, each added and normalised (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, feed_forward: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (Linear(width, width) for _ in range(3))
        self.output = Linear(width, width)
        self.attended = nn.LayerNorm(width, eps=1e-12)
        self.inner = Linear(width, feed_forward)
        self.outer = Linear(feed_forward, width)
        self.fed = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """`states` (batch, length, width); `bias` (batch, 1, 1, length), 0 where seen and very low where padding."""
        rows, length, width = states.shape
        query, key, value = (
            part(states).view(rows, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias.to(query.dtype)
        mixed = weights.softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(rows, length, width)
        states = self.attended(states + self.dropout(self.output(mixed)))
        return self.fed(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Backbone(nn.Module):
    """multilingual-e5-small over a cut vocabulary."""

    def __init__(
        self,
        pieces: int,
        *,
        width: int = 384,
        layers: int = 12,
        heads: int = 12,
        feed_forward: int = 1536,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.normalized = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, feed_forward, dropout) for _ in range(layers))
        self.dropout = Dropout(dropout)

    def forward(self, pieces: Tensor, seen: Tensor, added: Tensor | None = None) -> list[Tensor]:
        """The states after each layer, each (batch, length, width). `added`: features to add to the embeddings."""
        states = self.words(pieces) + self.positions.weight[: pieces.shape[1]]
        if added is not None:
            states = states + added
        states = self.dropout(self.normalized(states))
        bias = torch.where(seen, 0.0, -1e4)[:, None, None, :]
        out = []
        for layer in self.layers:
            states = layer(states, bias)
            out.append(states)
        return out

    @classmethod
    def from_encoder(cls, encoder: Encoder, kept: list[int], dropout: float = 0.1) -> Backbone:
        """The read-out weights, of the kept pieces only."""
        model = cls(
            len(kept),
            width=encoder.width,
            layers=encoder.layers,
            heads=encoder.heads,
            feed_forward=encoder.feed_forward,
            dropout=dropout,
        )
        tensors = {k: torch.from_numpy(v) for k, v in encoder.tensors.items()}
        kinds = tensors["emb.type"][: encoder.width]
        state = {
            "words.weight": tensors["emb.word"][kept],
            "positions.weight": tensors["emb.pos"] + kinds,
            "normalized.weight": tensors["emb.ln.w"],
            "normalized.bias": tensors["emb.ln.b"],
        }
        for i in range(encoder.layers):
            for ours, theirs in _LAYER.items():
                state[f"layers.{i}.{ours}"] = tensors[f"l{i}.{theirs}"]
        model.load_state_dict(state)
        return model


_LAYER = {
    f"{ours}.{part}": f"{theirs}.{letter}"
    for ours, theirs in (
        ("query", "q"), ("key", "k"), ("value", "v"), ("output", "ao"), ("attended", "aln"),
        ("inner", "fi"), ("outer", "fo"), ("fed", "oln"),
    )
    for part, letter in (("weight", "w"), ("bias", "b"))
}  # fmt: skip


class Network(nn.Module):
    """The encoder with all heads. Sizes are those of `dalil.reader.learned.schema`."""

    def __init__(
        self, backbone: Backbone, schemes: dict[str, int], *, item_width: int = 192, dropout: float = 0.2
    ) -> None:
        super().__init__()
        width = backbone.words.embedding_dim
        self.backbone = backbone
        self.features = Linear(len(FEATURES), width, bias=False)
        nn.init.normal_(self.features.weight, std=0.02)
        self.mixed = nn.Parameter(torch.zeros(len(MIXED)))
        self.mixed_norm = nn.LayerNorm(width)
        self.dropout = Dropout(dropout)
        self.names = nn.ModuleDict({name: _head(width, size) for name, size in schemes.items()})
        self.tags = Linear(width, POS)
        self.vectors = Linear(width, width)
        self.triggers = _head(width, len(TRIGGER_TAGS))
        self.predicates = _head(width, len(PREDICATE_TAGS))
        self.cues = _head(width, 2)
        self.before, self.behind = (Linear(width, LONGEST_CLITIC + 1) for _ in range(2))
        # what is read of a pair of an item (a trigger or a cue) and a unit
        self.to_unit, self.to_item = Linear(width, item_width), Linear(width, item_width)
        self.kinds = nn.Embedding(CUE + 1, item_width)
        self.distances = nn.Embedding(2 * REACH + 1, item_width)
        self.pair_norm = nn.LayerNorm(item_width)
        self.pair_layers = nn.ModuleList(Layer(item_width, 6, 3 * item_width, 0.1) for _ in range(2))
        self.roles = Linear(item_width, len(ROLE_TAGS))
        self.attached = Linear(item_width, len(ATTACHED_ROLES))
        self.fillers = Linear(item_width, len(FILLERS))
        self.over_unit, self.over_item = Linear(width, OVER_WIDTH), Linear(width, OVER_WIDTH)
        self.over_distances = nn.Embedding(2 * FARTHEST + 1, OVER_WIDTH)
        self.over = nn.Sequential(nn.LayerNorm(OVER_WIDTH), nn.GELU(), Linear(OVER_WIDTH, 2))
        self.over_near = Linear(item_width, 2)  # what the pair layers add to it
        nn.init.zeros_(self.over_near.weight)
        self.polarity, self.modality = _head(item_width, 2), _head(item_width, len(MODALITIES))
        self.dropped = _head(item_width, len(DROPPED_ROLES))

    def units(self, pieces: Tensor, owner: Tensor, features: Tensor) -> Tensor:
        """Unit states (batch, units, width). `owner` (batch, pieces): the unit of each piece, -1 where none;
        `features` (batch, units, features), 0 or 1."""
        count = features.shape[1]
        member = (owner[:, None, :] == torch.arange(count)[None, :, None]).float()
        added = member.transpose(1, 2) @ self.features(features)
        layers = self.backbone(pieces, owner >= -1, added)
        weights = self.mixed.softmax(0)
        mixed = sum(weights[i] * layers[at].float() for i, at in enumerate(MIXED))
        share = member / member.sum(-1, keepdim=True).clamp(min=1.0)
        return self.mixed_norm(share @ mixed)

    def unit_heads(self, states: Tensor) -> dict[str, Tensor]:
        vectors = self.vectors(states)
        states = self.dropout(states)
        out = {"vectors": vectors} | {
            name: getattr(self, name)(states) for name in ("triggers", "predicates", "cues", "before", "behind", "tags")
        }
        return out | {f"names.{name}": head(states) for name, head in self.names.items()}

    def item_heads(self, states: Tensor, row: Tensor, unit: Tensor, kind: Tensor, seen: Tensor) -> dict[str, Tensor]:
        """Of items at `unit` in batch row `row`, of `kind`; `seen` (batch, units).

        `roles`, `attached` and `fillers` are of the units at most REACH away (items, 2 * REACH + 1, labels), `over` of
        all units, the rest of the item alone.
        """
        count = states.shape[1]
        near = unit[:, None] + torch.arange(-REACH, REACH + 1)[None, :]
        there = (near >= 0) & (near < count)
        near = near.clamp(min=0).minimum(torch.tensor(count - 1))
        own = states[row, unit]
        item = self.to_item(own) + self.kinds(kind)
        pairs = self.to_unit(states)[row[:, None], near] + item[:, None, :] + self.distances.weight[None]
        bias = torch.where(there & seen[row[:, None], near], 0.0, -1e4)[:, None, None, :]
        pairs = self.pair_norm(pairs)
        for layer in self.pair_layers:
            pairs = layer(pairs, bias)
        pairs = self.dropout(pairs)
        here = pairs[:, REACH]
        distance = (torch.arange(count)[None, :] - unit[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        over = self.over_unit(states)[row] + self.over_item(own)[:, None, :] + self.over_distances(distance)
        added = self.over_near(pairs).float() * there[..., None]
        over = self.over(over).float().scatter_add(1, near[..., None].expand(-1, -1, 2), added)
        return {
            "roles": self.roles(pairs), "attached": self.attached(pairs), "fillers": self.fillers(pairs),
            "over": over, "polarity": self.polarity(here), "modality": self.modality(here),
            "dropped": self.dropped(here),
        }  # fmt: skip


def _head(width: int, size: int) -> nn.Module:
    return nn.Sequential(Linear(width, width), nn.GELU(), nn.LayerNorm(width), Dropout(0.2), Linear(width, size))
