"""How a board stands: feet and ballast, materials and fire classes, weight, pieces and crates.

`stand_up(body_of(board.die.polygon), material(name), load_class(name))` gives a `Standing`; `foot_pattern` draws what is cut for it.
"""
from exhibit.cutout.stand.body import Body, body_of
from exhibit.cutout.stand.crates import Crate, Freight, Item, freight_of, pack_crates
from exhibit.cutout.stand.feet import Foot, Standing, stand_up
from exhibit.cutout.stand.fire import fire_warnings
from exhibit.cutout.stand.loads import LoadClass, load_class, load_class_names
from exhibit.cutout.stand.materials import Certificate, Library, Material, library, material, material_names
from exhibit.cutout.stand.pattern import foot_pattern
from exhibit.cutout.stand.split import Split, split_board

__all__ = [
    "Body", "Certificate", "Crate", "Foot", "Freight", "Item", "Library", "LoadClass", "Material", "Split", "Standing", "body_of", "fire_warnings", "foot_pattern", "freight_of", "library",
    "load_class", "load_class_names", "material", "material_names", "pack_crates", "split_board", "stand_up",
]
