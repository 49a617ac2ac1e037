"""Makes the documentation: the parts that come from the code, the pictures, and the site.

python -m scripts.documentation            the site, in build/documentation/site
python -m scripts.documentation --write    the parts from the code and the pictures, in docs/, to be committed
python -m scripts.documentation --write errors.md    the parts of one page, or of several, without the pictures
"""
