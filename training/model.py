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
    ROLE_TAGS,
    TRIGGER_TAGS,
)
from training.encoder import Encoder

POSITIONS = 512
MIXED = (5, 8, 10, 11)  # the layers, from 0, that the unit states are mixed of
FARTHEST = 32  # units; what lies farther from an item is as far
POS = 17


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


class Layer(nn.Module):
    """One layer of a BERT encoder: attention, then feed-forward, each added and normalised (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, feed_forward: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output = nn.Linear(width, width)
        self.attended = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, feed_forward)
        self.outer = nn.Linear(feed_forward, width)
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
        self, backbone: Backbone, schemes: dict[str, int], *, item_width: int = 256, dropout: float = 0.2
    ) -> None:
        super().__init__()
        width = backbone.words.embedding_dim
        self.backbone = backbone
        self.features = nn.Linear(len(FEATURES), width, bias=False)
        nn.init.normal_(self.features.weight, std=0.02)
        self.mixed = nn.Parameter(torch.zeros(len(MIXED)))
        self.mixed_norm = nn.LayerNorm(width)
        self.dropout = Dropout(dropout)
        self.names = nn.ModuleDict({name: _head(width, size) for name, size in schemes.items()})
        self.tags = nn.Linear(width, POS)
        self.triggers = _head(width, len(TRIGGER_TAGS))
        self.predicates = _head(width, len(PREDICATE_TAGS))
        self.cues = _head(width, 2)
        self.before, self.behind = (nn.Linear(width, LONGEST_CLITIC + 1) for _ in range(2))
        # what is read of a pair of an item (a trigger or a cue) and a unit
        self.to_unit, self.to_item = nn.Linear(width, item_width), nn.Linear(width, item_width)
        self.kinds = nn.Embedding(CUE + 1, item_width)
        self.distances = nn.Embedding(2 * FARTHEST + 1, item_width)
        self.pair_norm = nn.LayerNorm(item_width)
        self.pair_layers = nn.ModuleList(Layer(item_width, 8, 3 * item_width, 0.1) for _ in range(2))
        self.roles = nn.Linear(item_width, len(ROLE_TAGS))
        self.attached = nn.Linear(item_width, len(ATTACHED_ROLES))
        self.fillers = nn.Linear(item_width, len(FILLERS))
        self.over = nn.Linear(item_width, 2)
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
        states = self.dropout(states)
        out = {
            name: getattr(self, name)(states) for name in ("triggers", "predicates", "cues", "before", "behind", "tags")
        }
        return out | {f"names.{name}": head(states) for name, head in self.names.items()}

    def item_heads(self, states: Tensor, row: Tensor, unit: Tensor, kind: Tensor, seen: Tensor) -> dict[str, Tensor]:
        """Of items at `unit` in batch row `row`, of `kind`, over all units; `seen` (batch, units)."""
        chosen = states[row]
        places = torch.arange(states.shape[1])
        distance = (places[None, :] - unit[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        own = chosen[torch.arange(unit.shape[0]), unit]
        item = self.to_item(own) + self.kinds(kind)
        pairs = self.pair_norm(self.to_unit(chosen) + item[:, None, :] + self.distances(distance))
        bias = torch.where(seen[row], 0.0, -1e4)[:, None, None, :]
        for layer in self.pair_layers:
            pairs = layer(pairs, bias)
        pairs = self.dropout(pairs)
        here = pairs[torch.arange(unit.shape[0]), unit]
        return {
            "roles": self.roles(pairs), "attached": self.attached(pairs), "fillers": self.fillers(pairs),
            "over": self.over(pairs), "polarity": self.polarity(here), "modality": self.modality(here),
            "dropped": self.dropped(here),
        }  # fmt: skip


def _head(width: int, size: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width), Dropout(0.2), nn.Linear(width, size))
