"""One question to the asker once their problem is solved: how were you helped?"""
