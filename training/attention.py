"""Attention in an exported graph as one operation of onnxruntime in place of eleven."""

from __future__ import annotations

import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper

_DOMAIN = "com.microsoft"


def fuse_attention(model: ModelProto, heads: int, *, padded: bool) -> None:
    """Puts MultiHeadAttention in the place of each softmax with what leads to it and from it, down to the reshaping.

    With `padded`, the condition that hides some keys is handed on; without, every key is seen.
    """
    graph = model.graph
    made = {name: node for node in graph.node for name in node.output}
    used = {name: node for node in graph.node for name in node.input}  # of those looked up, each is used once
    gone: set[str] = set()
    fused: dict[str, list[NodeProto]] = {}  # by the name of the node that each is put in the place of
    masks: dict[str, str] = {}
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        hide = made[softmax.input[0]]
        scale = made[hide.input[0]]
        compare = made[scale.input[0]]
        weigh = used[softmax.output[0]]
        turned = [made[compare.input[0]], made[compare.input[1]], made[weigh.input[1]]]
        split = [made[node.input[0]] for node in turned]
        back = used[weigh.output[0]]
        joined = used[back.output[0]]
        inputs = [node.input[0] for node in split]
        if padded:
            seen = made[made[hide.input[1]].input[0]]
            if seen.name not in masks:
                masks[seen.name] = f"{seen.name}_seen"
                mask = helper.make_node("Cast", [seen.input[0]], [masks[seen.name]], to=TensorProto.INT32)
                fused[seen.name] = [seen, mask]
            inputs += ["", masks[seen.name]]
        attention = helper.make_node(
            "MultiHeadAttention", inputs, [joined.output[0]], name=f"{softmax.name}_fused", domain=_DOMAIN,
            num_heads=heads,
        )  # fmt: skip
        fused[joined.name] = [attention]
        gone.update(node.name for node in (softmax, hide, scale, compare, weigh, back, *turned, *split))
    kept = [part for node in graph.node if node.name not in gone for part in fused.get(node.name, [node])]
    del graph.node[:]
    graph.node.extend(kept)
    model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    onnx.checker.check_model(model)
