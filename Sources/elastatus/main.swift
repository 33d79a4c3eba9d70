print("elastatus")
