"""The same board on smaller sheets: the plan with the fewest sheets, marks, assembly map.
"""
