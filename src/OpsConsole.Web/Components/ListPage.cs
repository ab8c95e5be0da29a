using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Components;

/// <summary>What every list has in its address: the words searched for, and after which row the shown slice starts.</summary>
public abstract class ListPage : OpsComponent
{
    [SupplyParameterFromQuery(Name = "q")]
    protected string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    protected string? After { get; set; }

    /// <summary>Searches anew, from the first row.</summary>
    protected void Filter(string? search) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        ["after"] = null,
    }));
}
