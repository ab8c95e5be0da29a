using System.Text;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

/// <summary>A console with one empty dataset, <c>golden</c>.</summary>
public abstract class DatasetShelf : IAsyncLifetime
{
    protected TestConsole Console { get; } = new();

    protected static CancellationToken None => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await Console.Get<CreateSystem>().HandleAsync(new("support", new SystemFacts { Name = "Support" }), TestConsole.Engineer, None);
        await Console.Get<CreateDataset>().HandleAsync(new("support", "golden", "Golden", DatasetKind.Golden), TestConsole.Engineer, None);
    }

    public ValueTask DisposeAsync()
    {
        Console.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<Result<AddDatasetVersion.Added>> ImportAsync(string jsonl) =>
        Console.Get<AddDatasetVersion>().HandleAsync(new("golden", Stream(jsonl), DatasetFormat.Jsonl, "note"), TestConsole.Engineer, None);

    protected async Task<GetCase.Details> CaseAsync(string key, int? version = null) =>
        (await Console.Get<GetCase>().HandleAsync(new("golden", version, key), TestConsole.Viewer, None)).Value;

    protected async Task<GetDataset.Details> DatasetAsync() => (await Console.Get<GetDataset>().HandleAsync("golden", TestConsole.Viewer, None)).Value;

    protected static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    protected static JsonElement Json(string json) => JsonElement.Parse(json);

    protected static CaseInput Question(string text, string? key = null) => new() { Key = key, Variables = JsonSerializer.SerializeToElement(new { question = text }) };
}
