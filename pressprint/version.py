"""The version of pressprint, which the files it makes name as their producer."""

VERSION = "0.1.0"
