"""How a board stands: feet and ballast, materials, weight, pieces and crates.
"""
