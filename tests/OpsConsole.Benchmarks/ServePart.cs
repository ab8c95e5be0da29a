using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsConsole.Benchmarks;

/// <summary>Requests a second of a prompt fetch against a bare endpoint that answers the same bytes: one client, one run, turn by turn.</summary>
internal static class ServePart
{
    private const int Connections = 16;
    private const int Rounds = 41;
    private const double SecondsEach = 0.5;

    public static async Task<IReadOnlyList<Report.Row>> RunAsync()
    {
        await using var console = await Child.StartServerAsync("serve-console");
        using var fetch = await HttpLoop.OpenAsync(console.BaseUrl, ServingHosts.Request(ServingHosts.Path, null), Connections, 200);
        var body = fetch.First[(fetch.First.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var tag = $"\"{JsonElement.Parse(body).GetProperty("contentHash").GetString()}\"";
        using var unchanged = await HttpLoop.OpenAsync(console.BaseUrl, ServingHosts.Request(ServingHosts.Path, tag), Connections, 304);

        await using var bare = await Child.StartServerAsync("serve-bare", Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        using var bareFetch = await HttpLoop.OpenAsync(bare.BaseUrl, ServingHosts.Request(ServingHosts.BarePath, null), Connections, 200);
        using var bareUnchanged = await HttpLoop.OpenAsync(bare.BaseUrl, ServingHosts.Request(ServingHosts.BarePath, ServingHosts.BareTag), Connections, 304);

        HttpLoop[] loops = [bareFetch, fetch, bareUnchanged, unchanged];
        foreach (var loop in loops)
            await loop.RunAsync(3);
        var rates = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
        {
            var rate = new double[loops.Length];
            for (var i = 0; i < loops.Length; i++)
            {
                // Turn about, so that neither always follows the other.
                var at = round % 2 == 0 ? i : loops.Length - 1 - i;
                rate[at] = await loops[at].RunAsync(SecondsEach);
            }

            rates.Add(rate);
        }

        return
        [
            Row("Prompt fetch, 200", rates, own: 1, reference: 0, "bare endpoint", 1.25),
            Row("Prompt fetch, 304", rates, own: 3, reference: 2, "bare endpoint", 1.25),
            Row("Prompt fetch, 304 against 200", rates, own: 3, reference: 1, "200", 1),
        ];
    }

    /// <summary>The ratio is the reference's rate by our own, the median over the rounds: 1.25 is 80 % of the reference.</summary>
    private static Report.Row Row(string what, List<double[]> rates, int own, int reference, string name, double bar) => new(
        $"{what}, requests a second", Rate(Median(rates.Select(rate => rate[own]))), $"{name} {Rate(Median(rates.Select(rate => rate[reference])))}",
        Median(rates.Select(rate => rate[reference] / rate[own])), bar);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static string Rate(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
