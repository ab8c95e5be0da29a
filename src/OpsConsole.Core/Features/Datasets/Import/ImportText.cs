using System.Text;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Opens an uploaded stream as text: UTF-8, or UTF-16 by its byte order mark; counts bytes and stops at the limit.</summary>
internal static class ImportText
{
    /// <summary>Stands where bytes were not valid UTF-8. A noncharacter: no real text holds it.</summary>
    public const char Invalid = '\uFDD0';

    public static StreamReader Open(Stream stream) =>
        new(new LimitedStream(stream), Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Invalid.ToString())), detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);

    /// <summary>Raised in mid-read; never leaves the importer.</summary>
    public sealed class TooLargeException : IOException;

    private sealed class LimitedStream(Stream inner) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read)
        {
            _read += read;
            return _read > DatasetImporter.MaxBytes ? throw new TooLargeException() : read;
        }
    }
}
