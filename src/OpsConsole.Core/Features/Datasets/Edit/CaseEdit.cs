using System.Text.Json.Serialization;

namespace OpsConsole.Core.Features.Datasets.Edit;

/// <summary>One change on the way from a version to the next.</summary>
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Put), "put")]
[JsonDerivedType(typeof(Remove), "remove")]
[JsonDerivedType(typeof(Tag), "tag")]
[JsonDerivedType(typeof(Split), "split")]
public abstract record CaseEdit
{
    private CaseEdit()
    {
    }

    /// <summary>The ids that it touches; none for a new case.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Touched { get; }

    /// <summary>A new case at the end.</summary>
    public sealed record Add(CaseInput Case) : CaseEdit
    {
        [JsonIgnore]
        public override IReadOnlyList<string> Touched => [];
    }

    /// <summary>Everything a case says, but for its id, its place and its origin.</summary>
    public sealed record Put(string Key, CaseInput Case) : CaseEdit
    {
        [JsonIgnore]
        public override IReadOnlyList<string> Touched => [Key];
    }

    public sealed record Remove(IReadOnlyList<string> Keys) : CaseEdit
    {
        [JsonIgnore]
        public override IReadOnlyList<string> Touched => Keys;
    }

    /// <summary>Tags given to and taken from many cases.</summary>
    public sealed record Tag(IReadOnlyList<string> Keys, IReadOnlyList<string> Given, IReadOnlyList<string> Taken) : CaseEdit
    {
        [JsonIgnore]
        public override IReadOnlyList<string> Touched => Keys;
    }

    /// <param name="Name">Null or empty takes the cases out of any split.</param>
    public sealed record Split(IReadOnlyList<string> Keys, string? Name) : CaseEdit
    {
        [JsonIgnore]
        public override IReadOnlyList<string> Touched => Keys;
    }
}
