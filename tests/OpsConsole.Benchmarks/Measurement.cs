using System.Text.Json;

namespace OpsConsole.Benchmarks;

/// <summary>What one child process measured of itself.</summary>
/// <param name="CpuMs">Processor time of the measured part, milliseconds, user and system.</param>
/// <param name="WallMs">Wall time of the measured part, milliseconds.</param>
/// <param name="PeakMb">Largest resident set of the process, MB.</param>
/// <param name="Stored">Results that were answered (bare loop) or are durable (engine).</param>
/// <param name="Failed">Results that ended in an error.</param>
/// <param name="Verdicts">Hash over all verdicts in order, to compare runs.</param>
internal sealed record Measurement(double CpuMs, double WallMs, double PeakMb, int Stored, int Failed, string Verdicts)
{
    private const string Marker = "MEASURED ";

    public void Print() => Console.WriteLine(Marker + JsonSerializer.Serialize(this));

    public static Measurement Read(string output) =>
        JsonSerializer.Deserialize<Measurement>(output.Split('\n').Last(line => line.StartsWith(Marker, StringComparison.Ordinal))[Marker.Length..])!;
}
