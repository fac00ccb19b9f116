r"""Convolution and pooling layers: what shapes come out, how many parameters, which settings fit.

    output_size(256, kernel=8, stride=2)                           # 125
    stack = (conv(64, kernel=8, stride=2), pool(5), conv(128, kernel=4, padding=1))
    through(stack, (3, 256, 256))                                  # the shape after each layer
    stack[2].parameters((64, 25, 25))                              # its parameters
    settings(64, 32, kernel=8, dilation=1)                         # all (k, s, p, d) that fit
    check_layer(64, 32, kernel=8, stride=2, padding=3)             # a person's answer
    layers_for((3, 64, 64), (16, 32, 32), kernel=8)                # the same of whole shapes
    check_shape((3, 64, 64), (16, 32, 32), conv(16, kernel=8, stride=2, padding=3))

and as blocks of a writeup, with what they claim:

    stack_table(stack, (3, 256, 256))                              # shapes and parameters, a Table
    Chain(size_steps(256, kernel=8, stride=2))                     # one size, in steps
    Chain(volume_steps((128, 24, 24)))                             # the number of entries
    Chain(parameter_steps(stack[2], (64, 25, 25)))
    equation(32, 64, kernel=8)                                     # the equation to be solved
    fits_table(settings(64, 32, kernel=8), 32)

Shapes are channels first, (channels, height, width), with any number of lengths after the channels.
Whatever can't be done is a LayerError of one line, which says the layer.
"""

from .fitting import (
    Box,
    Fit,
    LayerVerdict,
    check_layer,
    check_shape,
    layers_for,
    settings,
)
from .lesson import TOPIC
from .sizes import Layer, LayerError, Shape, conv, output_size, pool, through
from .tables import (
    FORMULA,
    equation,
    fits_table,
    parameter_steps,
    shape_latex,
    size_steps,
    stack_table,
    volume_steps,
)

__all__ = [
    "FORMULA", "TOPIC", "Box", "Fit", "Layer", "LayerError", "LayerVerdict", "Shape", "check_layer",
    "check_shape", "conv", "equation", "fits_table", "layers_for", "output_size", "parameter_steps",
    "pool", "settings", "shape_latex", "size_steps", "stack_table", "through", "volume_steps",
]  # fmt: skip
