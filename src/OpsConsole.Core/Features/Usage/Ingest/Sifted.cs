namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>A batch after each item was looked at alone: one bad item costs itself and no other.</summary>
/// <param name="Good">Each id once, its first good item.</param>
/// <param name="Repeated">Good items whose id stood before.</param>
internal sealed record Sifted<TRow>(IReadOnlyList<TRow> Good, int Repeated, IReadOnlyList<RejectedItem> Rejected)
{
    public static Sifted<TRow> Of<TReport>(
        IReadOnlyList<Reported<TReport>> items, string area, DateTime now, Func<TReport, ItemChecks, TRow> check, Func<TRow, string> idOf)
        where TReport : class
    {
        var (good, rejected, ids, repeated) = (new List<TRow>(items.Count), new List<RejectedItem>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var (index, reported) in items.Index())
        {
            if (reported.Item is null)
            {
                rejected.Add(new RejectedItem(index, $"{area}.unreadable", reported.Unreadable ?? "An object is required."));
                continue;
            }

            var checks = new ItemChecks(area, now);
            var row = check(reported.Item, checks);
            if (!checks.Passed)
                rejected.Add(checks.Rejected(index));
            else if (ids.Add(idOf(row)))
                good.Add(row);
            else
                repeated++;
        }

        return new Sifted<TRow>(good, repeated, rejected);
    }

    public IngestAnswer Answer(int stored) => new(stored, Repeated + Good.Count - stored, Rejected);
}
