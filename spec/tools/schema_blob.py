"""Writes the graph of value specifications and the types as one block of bytes.

All is little-endian 32-bit words. A reference is the distance in words from the word that holds it
to the word that it means, signed; 0 is none. So the block can be read where it lies. Strings are a
word with their length and bytes, filled up to a word by at least one zero byte. See
spec/resource_types.c for the layout of the records.
"""
import struct

from schema_graph import FACETS

MAGIC = b"SAMCTYPE"
VERSION = 1
TYPE_WORDS = 11


class Reference:
    def __init__(self, target):
        self.target = target


class Blob:
    def __init__(self):
        self.words = []     # integers, or References that are resolved at the end
        self.position = {}  # of each record, by its key

    def record(self, key, words):
        """Places a record, once for each key, and returns a reference to it."""
        if key not in self.position:
            self.position[key] = len(self.words)
            self.words.extend(words)
        return Reference(key)

    def text(self, text):
        data = text.encode()
        data += b"\0" * (4 - len(data) % 4)
        words = struct.unpack(f"<{len(data) // 4}I", data)
        return self.record(("text", text), [len(text.encode()), *words])

    def texts(self, texts):
        items = [self.text(each) for each in texts]
        return self.record(("texts", tuple(texts)), [len(items), *items])

    def number(self, number):
        return self.record(("number", number), struct.unpack("<2I", struct.pack("<d", number)))

    def node(self, node):
        return Reference(("node", node.number))

    def facet(self, form, value):
        """The word for the value of a facet."""
        if form == "count":
            return value
        if form in ("text", "texts", "number", "node"):
            return getattr(self, form)(value)
        if form == "nodes":
            rows = [self.node(each) for each in value]
            key = tuple(each.number for each in value)
        elif form == "pairs":
            rows = [word for key, each in value for word in (self.text(key), self.node(each))]
            key = tuple((key, each.number) for key, each in value)
        elif form == "properties":
            rows = [word for name, flags, each in value
                    for word in (self.text(name), self.node(each), flags)]
            key = tuple((name, flags, each.number) for name, flags, each in value)
        elif form == "groups":
            value = sorted(value)
            rows = [word for kind, names in value for word in (kind, self.texts(names))]
            key = tuple(value)
        return self.record((form, key), [len(value), *rows])

    def place_node(self, node):
        mask, words = 0, []
        for bit, (name, form) in enumerate(FACETS):
            if name in node.facets:
                mask |= 1 << bit
                words.append(self.facet(form, node.facets[name]))
        self.record(("node", node.number), [node.kinds | node.flags << 8, mask, *words])

    def optional(self, text):
        return self.text(text) if text else 0

    def attributes(self, attributes):
        rows = [word for name in sorted(attributes, key=lambda name: name.encode())
                for word in (self.text(name), self.node(attributes[name]))]
        key = tuple(sorted((name, node.number) for name, node in attributes.items()))
        return self.record(("attributes", key), [len(attributes), *rows])

    def type_words(self, each):
        return [self.text(each.name), self.node(each.properties),
                self.node(each.ref) if each.ref else 0, self.attributes(each.attributes),
                self.texts(each.identifier), self.optional(each.tags), each.flags,
                each.regions & 0xffffffff, each.regions >> 32,
                self.optional(each.lifecycle), self.optional(each.lifecycle_date)]

    def data(self):
        """The block as bytes, with the references resolved."""
        words = [(self.position[word.target] - at) & 0xffffffff if isinstance(word, Reference)
                 else word for at, word in enumerate(self.words)]
        return struct.pack(f"<{len(words)}I", *words)


def encode(types, nodes, regions):
    """Types sorted by name, nodes of which each stands for a class, names of regions in the order
    of their bits: to bytes."""
    blob = Blob()
    blob.words.extend(struct.unpack("<2I", MAGIC))
    header = len(blob.words)
    blob.words.extend([VERSION, len(types), 0, 0])  # words 4 and 5: the whole size, the regions
    first = len(blob.words)
    blob.words.extend([0] * (TYPE_WORDS * len(types)))
    for node in nodes:
        blob.place_node(node)
    for index, each in enumerate(types):
        at = first + TYPE_WORDS * index
        blob.words[at:at + TYPE_WORDS] = blob.type_words(each)
    blob.words[header + 3] = blob.texts(regions)
    blob.words[header + 2] = len(blob.words)
    return blob.data()
