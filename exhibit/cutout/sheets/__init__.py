"""The same board on smaller sheets: options, the plan with the fewest sheets, marks, assembly map, one PDF.
"""
