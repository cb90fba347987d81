"""Figures: drawings of the build step and own silhouettes as layers and an outline in mm, and how tall they stand.
"""
