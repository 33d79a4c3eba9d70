import Glibc

/// Standard input, output and error as the process was given them.
enum StandardDescriptors {
    /// Fills those that are closed: the next file or socket would get their number, and be written to.
    ///
    /// - Shape: with what fails as a closed one does. Writing to standard output is still an error, not silence.
    static func fill() {
        // Each takes the lowest free number, which is the one that was found closed.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
