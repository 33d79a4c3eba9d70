import FoundationEssentials
import Glibc

extension MetricFamily {
    /// What the process itself uses, under the names that Prometheus's own clients use.
    static func process(version: String) -> [MetricFamily] {
        var build = MetricFamily("elastatus_build_info", .gauge, "The version that runs.")
        build.add(1, ("version", version))
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        var cpu = MetricFamily("process_cpu_seconds_total", .counter, "Time of processors that was used.")
        cpu.add(seconds(usage.ru_utime) + seconds(usage.ru_stime))
        var memory = MetricFamily("process_resident_memory_bytes", .gauge, "Memory that is resident.")
        if let pages = statm { memory.add(pages * Double(sysconf(Int32(_SC_PAGESIZE)))) }
        var files = MetricFamily("process_open_fds", .gauge, "Files and connections that are open.")
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            files.add(Double(open))
        }
        return [build, cpu, memory, files]
    }

    /// Resident pages.
    private static var statm: Double? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let words = String(decoding: data, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? Double(words[1]) : nil
    }
}
