"""elastatus under the failures of AWS and of the network, over real sockets."""
