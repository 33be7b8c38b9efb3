"""Pictures: arrays and names in, ``plotly.graph_objects.Figure`` out.

Colours are names of CSS variables, so that one figure suits every theme:
``--series-1`` … are the classes, ``--ink`` is text, ``--soft`` is quiet text.
"""
