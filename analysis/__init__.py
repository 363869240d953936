"""What news articles are made of, by outlet: quotes, names, words and tone, each number with its sentences."""
