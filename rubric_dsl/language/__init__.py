"""The words of the language: each in English and Chinese, what it means, and what people write instead."""
