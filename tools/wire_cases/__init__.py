"""Makes up answers and inputs by the shapes of the models, and lets botocore say what they mean."""
