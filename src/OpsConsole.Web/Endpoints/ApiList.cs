using OpsConsole.Core.Common;

namespace OpsConsole.Web.Endpoints;

/// <summary>A slice of a list; ask for the following one with <c>after</c> set to <see cref="Next"/>, which is null at the end.</summary>
internal sealed record ApiList<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What every list takes.</summary>
/// <param name="After">The <c>next</c> of the slice before.</param>
/// <param name="Limit">1 to 500, 100 when absent.</param>
/// <param name="System">Only what belongs to this system.</param>
/// <param name="Search">Part of a key or a name.</param>
internal sealed record ListQuery(string? After, int? Limit, string? System, string? Search)
{
    public int Size => Limit ?? Page.DefaultLimit;

    public IResult? Fault => Size is >= 1 and <= Page.MaxLimit
        ? null
        : ApiProblem.Of(StatusCodes.Status400BadRequest, "api.limit", $"limit must be 1 to {Page.MaxLimit}; it is {Size}.");

    public static IResult Answer<T, TItem>(Result<Page<T>> page, Func<T, TItem> item) =>
        page.IsOk ? TypedResults.Ok(new ApiList<TItem>([.. page.Value.Items.Select(item)], page.Value.Next)) : ApiProblem.Of(page.Error);
}
